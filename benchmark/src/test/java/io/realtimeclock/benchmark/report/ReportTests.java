package io.realtimeclock.benchmark.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	@Test
	void tableIsMarkdown() {
		Report.Table table = new Report.Table("server", List.of("p99, ms")).row("floor", List.of(Figures.text(12.345)));
		assertThat(table).hasToString("| server | p99, ms |\n| --- | ---: |\n| floor | 12.35 |\n");
	}

	@Test
	void missingFigureIsADash() {
		assertThat(Figures.text(new Figures().get("p99, ms"))).isEqualTo("–");
	}

	@Test
	void sectionReplacesItselfAndKeepsOthers(@TempDir Path folder) throws Exception {
		for (String section : List.of("first", "second", "first")) {
			Report report = new Report(folder, "sample", "The " + section, section);
			report.add("floor", 50, 1, new Figures().add("p99, ms", 7));
			report.save();
		}
		assertThat(folder.resolve("sample.md")).content()
			.containsOnlyOnce("## The first\n")
			.containsSubsequence("# sample\n", "## The first\n", "## The second\n");
		assertThat(folder.resolve("sample.csv")).hasContent("""
				server,clients,turn,invalid,figure,value
				second: floor,50,1,false,"p99, ms",7.0
				first: floor,50,1,false,"p99, ms",7.0
				""");
	}

	@Test
	void filesContainMachineCommandAndAllFigures(@TempDir Path folder) throws Exception {
		Report report = new Report(folder, "sample", "A sample");
		report.add("floor", 50, 1, new Figures().add("p99, ms", 7));
		Plot plot = new Plot("p99", "clients", "ms");
		plot.line("floor", List.of(50.0, 100.0), List.of(7.0, 9.0), true);
		report.show(plot, "sample-p99").save();
		assertThat(folder.resolve("sample.md")).content()
			.startsWith("# A sample\n")
			.contains("![p99](sample-p99.svg)", "benchmark/run", "cores", "Linux", "TCP congestion control",
					"JVM flags");
		assertThat(folder.resolve("sample.csv")).hasContent("""
				server,clients,turn,invalid,figure,value
				floor,50,1,false,"p99, ms",7.0
				""");
		assertThat(Files.readString(folder.resolve("sample-p99.svg"))).contains("<svg", "<path");
	}

}
