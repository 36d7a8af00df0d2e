package io.rmahub.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The API as a page that Swagger UI draws, and the documents that it draws; for everybody, without a login. */
@Controller
class ApiDocsPages implements WebMvcConfigurer {

    private static final String SWAGGER_UI = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    /** Swagger UI holds its small pictures as data; requests that are tried out go to this hub only. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=UTF-8");

    private final ApiDocuments documents;

    ApiDocsPages(ApiDocuments documents) {
        this.documents = documents;
    }

    @GetMapping("/api/docs")
    String page(Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        model.addAttribute("documents", documents.all());
        return "api-docs";
    }

    @GetMapping("/api/docs/{capability}.yaml")
    ResponseEntity<byte[]> document(@PathVariable String capability) {
        return documents.of(capability)
                .map(document -> ResponseEntity.ok().contentType(YAML).cacheControl(CacheControl.noCache())
                        .body(document.yaml()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    /** The library is kept beside the program and never fetched from elsewhere. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/api/docs/swagger-ui/*.js", "/api/docs/swagger-ui/*.css")
                .addResourceLocations(swaggerUi())
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    private static Resource swaggerUi() {
        try {
            Resource[] style = new PathMatchingResourcePatternResolver().getResources(SWAGGER_UI + "swagger-ui.css");
            if (style.length != 1) {
                throw new IllegalStateException("There is not one Swagger UI on the class path but " + style.length);
            }
            return style[0].createRelative("./");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
