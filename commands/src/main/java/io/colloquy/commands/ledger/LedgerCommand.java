package io.colloquy.commands.ledger;

import io.colloquy.cli.EnvironmentException;
import io.colloquy.cli.Report;
import io.colloquy.cli.ReportingCommand;
import io.colloquy.commands.RunningSystem;
import io.colloquy.connectors.postgres.ConversationReader;
import io.colloquy.connectors.postgres.DayFilter;
import io.colloquy.connectors.postgres.PostgresSettings;
import io.colloquy.settings.SettingsException;
import io.colloquy.settings.SettingsReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code colloquy ledger}: where everything went that was received. */
@Command(
        name = "ledger",
        description = {
            "Show where everything went that was received: of each device and UTC day of recording, how much of it is"
                    + " speech, silence, duplicate (sent again, or heard in another recording of the same time), failed"
                    + " or still pending; how many chunks came, came again, or were rejected (on the day they came).",
            "",
            "Exits with 1 where a row does not add up, to the millisecond."
        })
public final class LedgerCommand extends ReportingCommand {

    @Option(names = "--device", paramLabel = "ID", description = "Of this device alone.")
    private String device;

    @Option(names = "--day", paramLabel = "DAY", description = "Of this day alone, as 2026-01-31.")
    private String day;

    @Option(
            names = "--postgres",
            paramLabel = "URL",
            description = "As 'up' prints it: postgresql://… or jdbc:postgresql://… Default: the setting postgres.url.")
    private String postgres;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Of what 'colloquy up --data DIR' runs, in place of --postgres.")
    private Path data;

    @Override
    protected void run(Report report) {
        List<LedgerRow> accounts = read(server());
        List<LedgerRow> wrong =
                accounts.stream().filter(account -> !account.row().balanced()).toList();
        report.put("rows", accounts.stream().map(LedgerRow::columns).toList());
        report.put("balanced", wrong.isEmpty());
        if (accounts.isEmpty()) reading().println(nothing());
        else LedgerTable.lines(accounts).forEach(reading()::println);
        reading().flush();
        for (LedgerRow account : wrong) {
            report.fail(
                    account.deviceId() + " on " + account.day() + " does not add up, by " + account.excess() + " ms");
        }
    }

    private List<LedgerRow> read(PostgresSettings server) {
        DayFilter asked = filter();
        List<LedgerRow> accounts = new ArrayList<>();
        try (ConversationReader reader = new ConversationReader(server)) {
            reader.days(asked, day -> accounts.add(LedgerRow.of(day)));
            return accounts;
        } catch (SQLException e) {
            throw new EnvironmentException(
                    "can't read the ledger in " + server + ": "
                            + e.getMessage().strip().replaceFirst("\\.$", "")
                            + ". Check that the server runs, that --postgres is the line's that 'up' printed (or"
                            + " postgres.url, postgres.user and postgres.password), and that the job has run there.",
                    e);
        }
    }

    private DayFilter filter() {
        DayFilter filter = device == null ? DayFilter.ALL : DayFilter.ALL.device(device);
        if (day == null) return filter;
        LocalDate asked = parsed(day);
        return filter.from(asked).to(asked);
    }

    private String nothing() {
        return "nothing was received" + (device == null ? "" : " from " + device) + (day == null ? "" : " on " + day);
    }

    private PostgresSettings server() {
        if (postgres != null && data != null) {
            throw new SettingsException("--data", "says where Postgres is; so does --postgres: give one of them");
        }
        if (data != null) return new PostgresSettings(RunningSystem.on(data).postgres(), null, null);
        if (postgres == null) return postgresSettings();
        try {
            return ServerUrl.parse(postgres);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "--postgres",
                    "write postgresql://user:password@host:port/database, or"
                            + " jdbc:postgresql://host:port/database?user=…&password=…, as 'up' prints them");
        }
    }

    private PostgresSettings postgresSettings() {
        SettingsReader reader = settings(null);
        PostgresSettings settings = PostgresSettings.of(reader);
        reader.rejectMisspelt();
        return settings;
    }

    private static LocalDate parsed(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException e) {
            throw new SettingsException("--day", "write it as 2026-01-31, not " + day);
        }
    }
}
