using Triad.Testing.Settings;

namespace Triad.Persistence.Tests;

public sealed class SqlitePersistenceOptionsValidatorTests
{
    [Fact]
    public void Defaults_AreValidAndThese()
    {
        var options = new SqlitePersistenceOptions();

        Assert.True(new SqlitePersistenceOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal(
            """
            DatabasePath = data/state.db
            MaxDatabaseBytes = null
            MaxQueuedWrites = 8192
            MaxWritesPerCommit = 512
            Readers = 4
            CompactBelowBytes = 268435456
            BusyTimeout = 00:00:05
            """,
            SettingText.Of(options));
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new SqlitePersistenceOptions
        {
            DatabasePath = "",
            MaxDatabaseBytes = 1,
            MaxQueuedWrites = 0,
            MaxWritesPerCommit = 0,
            Readers = 0,
            BusyTimeout = TimeSpan.FromSeconds(-1),
        };

        var failures = new SqlitePersistenceOptionsValidator().Validate(null, options).Failures;

        Assert.Equal(
            """
            Triad:State:DatabasePath is ''. Name a file on a local disk.
            Triad:State:MaxDatabaseBytes is '1'. Set at least 65536.
            Triad:State:MaxQueuedWrites is '0'. Set at least 1.
            Triad:State:MaxWritesPerCommit is '0'. Set at least 1.
            Triad:State:Readers is '0'. Set at least 1.
            Triad:State:BusyTimeout is '-00:00:01'. Set at least 00:00:00.
            """,
            string.Join('\n', failures!));
    }
}
