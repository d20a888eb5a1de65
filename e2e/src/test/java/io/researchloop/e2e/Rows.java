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

    /** As if the sprint's job had been submitted long ago: a new one is looked at often, whatever the configuration says. */
    void ageJob(String sprintId) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:file:" + database + "?busy_timeout=5000");
                PreparedStatement statement = connection.prepareStatement(
                        "update attempt set submitted_at = '2020-01-01T00:00:00.000Z' where sprint_id = ?")) {
            statement.setString(1, sprintId);
            if (statement.executeUpdate() == 0) {
                throw new AssertionError("the sprint " + sprintId + " has no job");
            }
        } catch (SQLException e) {
            throw new AssertionError("cannot write " + database, e);
        }
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
