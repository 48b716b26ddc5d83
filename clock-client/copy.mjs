// The package's files are where the gateway serves them from; they are here only while npm packs.
import { copyFileSync, rmSync } from "node:fs";

for (const file of ["LICENSE", ...["js", "d.ts"].map((type) => `gateway-service/src/main/resources/assets/clock-client.${type}`)]) {
	const copy = new URL(file.replace(/.*\//, ""), import.meta.url);
	if (process.argv.includes("--remove")) rmSync(copy, { force: true });
	else copyFileSync(new URL(`../${file}`, import.meta.url), copy);
}
