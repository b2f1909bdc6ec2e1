package nl.eenplan.embedded;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Lazy: a hub whose database and broker are elsewhere needs no folder and takes none. */
@Configuration(proxyBeanMethods = false)
class DataFolderConfiguration {

  @Bean(destroyMethod = "close")
  @Lazy
  DataFolder dataFolder(@Value("${eenplan.data-dir:data}") Path path) {
    return DataFolder.take(path);
  }
}
