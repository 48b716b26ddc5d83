package io.realtimeclock.gateway.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ContentVersionStrategy;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * What the pages load. A hash of it all is a folder of the path, so that browsers may
 * keep it forever, and what one script imports is of the same version. Spring's own
 * versions of single files would not reach the imports within a script.
 */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {

	private static final String LOCATION = "classpath:/assets/";

	private static final int LENGTH = 12;

	private final String folder;

	Assets() throws IOException {
		ContentVersionStrategy versions = new ContentVersionStrategy();
		String all = Arrays.stream(new PathMatchingResourcePatternResolver().getResources(LOCATION + "*"))
			.sorted(Comparator.comparing((asset) -> String.valueOf(asset.getFilename())))
			.map(versions::getResourceVersion)
			.collect(Collectors.joining());
		this.folder = "/assets/"
				+ DigestUtils.md5DigestAsHex(all.getBytes(StandardCharsets.US_ASCII)).substring(0, LENGTH);
	}

	/** Return the folder of this version. */
	String folder() {
		return this.folder;
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler(this.folder + "/**")
			.addResourceLocations(LOCATION)
			.setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
			.resourceChain(false)
			.addResolver(new EncodedResourceResolver())
			.addResolver(new PathResourceResolver());
		// For pages elsewhere, which know no version, and pages of a gateway of another
		// version: during an upgrade their requests are spread over both
		registry.addResourceHandler("/assets/**")
			.addResourceLocations(LOCATION)
			.setCacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
			.resourceChain(false)
			.addResolver(new EncodedResourceResolver())
			.addResolver(new AnyVersion());
	}

	private static final class AnyVersion extends PathResourceResolver {

		private static final Pattern VERSION = Pattern.compile("^[0-9a-f]{12}/");

		@Override
		protected @Nullable Resource getResource(String path, Resource location) throws IOException {
			return super.getResource(VERSION.matcher(path).replaceFirst(""), location);
		}

	}

}
