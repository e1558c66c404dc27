using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;
using Triad.Persistence.Catalogs;
using Triad.Persistence.Database;
using Triad.Persistence.GrainState;
using Triad.Persistence.Reminders;
using Triad.Persistence.Rows;

namespace Triad.Persistence.Tests;

/// <summary>A state database of its own, opened as often as a test likes; all goes with the test.</summary>
internal sealed class StateDatabaseFixture : IAsyncDisposable
{
    private const string Service = "triad";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"triad-state-{Guid.NewGuid():N}");
    private readonly List<StateDatabaseHolder> _open = [];

    public string DatabasePath => Path.Combine(_folder, "nested", "state.db");

    public StateDatabaseHolder Open(Action<SqlitePersistenceOptions>? configure = null, ILogger<StateDatabaseHolder>? log = null)
    {
        var options = new SqlitePersistenceOptions { DatabasePath = DatabasePath };
        configure?.Invoke(options);
        var holder = new StateDatabaseHolder(Options.Create(options), log);
        _open.Add(holder);
        return holder;
    }

    public static IGrainStorage Storage(StateDatabaseHolder database) =>
        new SqliteGrainStorage("grains", Service, new JsonStateSerializer(), database);

    public static SqliteRowStore Rows(StateDatabaseHolder database, string service = Service) =>
        new(database, Options.Create(new ClusterOptions { ServiceId = service }));

    public static SqliteCatalogStore Catalogs(StateDatabaseHolder database, string service = Service) =>
        new(database, Options.Create(new ClusterOptions { ServiceId = service }));

    public static SqliteReminderTable Reminders(StateDatabaseHolder database, string service = Service) =>
        new(database, Options.Create(new ClusterOptions { ServiceId = service }));

    /// <summary>Closes all, as the end of a process does.</summary>
    public async Task CloseAsync()
    {
        foreach (var database in _open)
            await database.DisposeAsync();
        _open.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
