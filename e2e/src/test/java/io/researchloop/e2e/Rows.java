package io.researchloop.e2e;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The server's database as any other program sees it: also while the server is dead. */
record Rows(Path database) {
    /** Empty while there is no such row. */
    Optional<String> status(String sprintId) {
        return values("select status from sprint where id = ?", sprintId).stream()
                .findFirst();
    }

    /** Each value of the first column, as text. */
    List<String> values(String query, String parameter) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:file:" + database + "?mode=ro&busy_timeout=5000");
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            List<String> values = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    values.add(String.valueOf(result.getString(1)));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError("cannot read " + database, e);
        }
    }
}
