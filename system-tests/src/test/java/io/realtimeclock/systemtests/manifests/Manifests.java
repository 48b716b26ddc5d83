package io.realtimeclock.systemtests.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All objects of the folder {@code k8s} in the order in which they are applied, or of an
 * overlay.
 *
 * @param objects the objects
 */
record Manifests(List<JsonNode> objects) {

	private static final Path FOLDER = Path.of("..", "k8s");

	private static final JsonMapper JSON = new JsonMapper();

	static Manifests read() {
		return parse(files().stream().map(Manifests::text).toList());
	}

	/**
	 * Return what {@code kubectl} makes of an overlay.
	 * @param deploy the folder {@code deploy}
	 * @param name the overlay's folder
	 */
	static Manifests overlay(Path deploy, String name) {
		ProcessBuilder kustomize = new ProcessBuilder("kubectl", "kustomize",
				deploy.resolve("kustomize").resolve(name).toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		try {
			Process process = kustomize.start();
			String objects = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(kustomize.command() + " failed");
			}
			return parse(List.of(objects));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	static Manifests parse(List<String> texts) {
		List<JsonNode> objects = new ArrayList<>();
		for (String text : texts) {
			new Yaml().loadAll(text).forEach((object) -> objects.add(JSON.valueToTree(object)));
		}
		return new Manifests(objects);
	}

	static List<Path> files() {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.filter((file) -> file.toString().endsWith(".yaml")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the same with one value changed.
	 * @param object the object's kind and name, as in {@code Service/kafka}
	 * @param pointer the JSON pointer of the object that holds the value
	 * @param field the value's field
	 * @param value the new value as JSON, or an empty text to take the field away
	 */
	Manifests with(String object, String pointer, String field, String value) {
		List<JsonNode> changed = new ArrayList<>();
		int found = 0;
		for (JsonNode each : this.objects) {
			JsonNode copy = each.deepCopy();
			if (object.equals(name(each)) && copy.at(pointer) instanceof ObjectNode holder) {
				found++;
				if (value.isEmpty()) {
					holder.remove(field);
				}
				else {
					holder.set(field, JSON.readTree(value));
				}
			}
			changed.add(copy);
		}
		if (found != 1) {
			throw new IllegalArgumentException("No " + pointer + " in " + object);
		}
		return new Manifests(changed);
	}

	static String name(JsonNode object) {
		return object.path("kind").asString("") + "/" + object.at("/metadata/name").asString("");
	}

	Stream<JsonNode> ofKind(String kind) {
		return this.objects.stream().filter((object) -> object.path("kind").asString("").equals(kind));
	}

	Optional<JsonNode> find(String kind, String name) {
		return ofKind(kind).filter((object) -> object.at("/metadata/name").asString("").equals(name)).findFirst();
	}

	/**
	 * Return the workloads.
	 */
	List<JsonNode> workloads() {
		return this.objects.stream().filter((object) -> object.at("/spec/template/spec").isObject()).toList();
	}

	static List<JsonNode> containers(JsonNode workload) {
		return list(workload.at("/spec/template/spec/containers"));
	}

	static List<JsonNode> list(JsonNode array) {
		return new ArrayList<>(array.values());
	}

	/**
	 * Tell whether a selector's {@code matchLabels} and {@code matchExpressions} match
	 * these labels.
	 */
	static boolean selects(JsonNode selector, JsonNode labels) {
		return selector.path("matchLabels")
			.properties()
			.stream()
			.allMatch((label) -> label.getValue().equals(labels.path(label.getKey())))
				&& list(selector.path("matchExpressions")).stream()
					.allMatch((expression) -> matches(expression, labels.path(expression.path("key").asString(""))));
	}

	private static boolean matches(JsonNode expression, JsonNode label) {
		return switch (expression.path("operator").asString("")) {
			case "In" -> list(expression.path("values")).contains(label);
			case "DoesNotExist" -> label.isMissingNode();
			default -> throw new IllegalArgumentException(expression.toString());
		};
	}

}
