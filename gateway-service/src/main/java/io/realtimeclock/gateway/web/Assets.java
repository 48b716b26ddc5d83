package io.realtimeclock.gateway.web;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;

@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {

	private static final String LOCATION = "classpath:/assets/";

	private final AssetVersion version;

	Assets(AssetVersion version) {
		this.version = version;
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler(this.version.folder() + "/**")
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
