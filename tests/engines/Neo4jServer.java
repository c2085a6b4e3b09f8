import java.nio.file.Path;

/** A throw-away Neo4j in the home folder given, until standard input ends. */
class Neo4jServer {
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Thread watch = new Thread(Neo4jServer::endWithInput);
        watch.setDaemon(true);
        watch.start();
        // By reflection, so that one compilation by any JDK serves every release.
        Class<?> type = Class.forName("org.neo4j.dbms.api.DatabaseManagementServiceBuilder");
        Object builder = type.getConstructor(Path.class).newInstance(home);
        builder = type.getMethod("loadPropertiesFromFile", Path.class)
                .invoke(builder, home.resolve("conf/neo4j.conf"));
        type.getMethod("build").invoke(builder);
        watch.join();
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {}
        } catch (java.io.IOException broken) {
            // as good as its end
        }
        // An orderly stop takes ten seconds, and nobody needs the data.
        Runtime.getRuntime().halt(0);
    }
}
