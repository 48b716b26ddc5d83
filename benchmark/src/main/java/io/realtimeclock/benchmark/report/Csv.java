package io.realtimeclock.benchmark.report;

import java.util.List;

/** The raw figures, one a line. */
final class Csv {

	private Csv() {
	}

	static String of(List<Measurement> measurements) {
		StringBuilder text = new StringBuilder("server,clients,turn,void,figure,value\n");
		for (Measurement measurement : measurements) {
			String begin = measurement.peer() + "," + measurement.clients() + "," + measurement.turn() + ","
					+ (measurement.figures().flaw() != null) + ",";
			measurement.figures()
				.values()
				.forEach((name, value) -> text.append(begin)
					.append('"')
					.append(name.replace("\"", "\"\""))
					.append("\",")
					.append(value)
					.append('\n'));
		}
		return text.toString();
	}

}
