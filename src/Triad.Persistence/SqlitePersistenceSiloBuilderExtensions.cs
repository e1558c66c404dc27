using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Triad.Core.Catalogs;
using Triad.Core.Erasure;
using Triad.Core.Rows;
using Triad.Persistence.Catalogs;
using Triad.Persistence.Database;
using Triad.Persistence.Erasure;
using Triad.Persistence.GrainState;
using Triad.Persistence.Reminders;
using Triad.Persistence.Rows;

namespace Triad.Persistence;

/// <summary>Registers grain state, rows and reminders on SQLite. All providers of a process share one database file.</summary>
public static class SqlitePersistenceSiloBuilderExtensions
{
    /// <summary>
    /// Adds a named grain storage. Settings come from the section <see cref="SqlitePersistenceOptions.Section"/> and are checked at start.
    /// </summary>
    public static ISiloBuilder AddSqliteGrainStorage(
        this ISiloBuilder builder,
        string name,
        Action<SqlitePersistenceOptions>? configure = null)
    {
        builder.Services.AddSqliteGrainStorage(name, configure);
        return builder;
    }

    /// <inheritdoc cref="AddSqliteGrainStorage(ISiloBuilder, string, Action{SqlitePersistenceOptions}?)"/>
    public static IServiceCollection AddSqliteGrainStorage(
        this IServiceCollection services,
        string name,
        Action<SqlitePersistenceOptions>? configure = null) =>
        services.AddStateDatabase(configure).AddGrainStorage<IGrainStorage>(
            name,
            static (provider, key) => new SqliteGrainStorage(
                key,
                provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId,
                new JsonStateSerializer(),
                provider.GetRequiredService<StateDatabaseHolder>()));

    /// <summary>Keeps reminders on SQLite, and adds the reminder service.</summary>
    public static ISiloBuilder UseSqliteReminders(this ISiloBuilder builder, Action<SqlitePersistenceOptions>? configure = null)
    {
        builder.AddReminders();
        builder.Services.AddStateDatabase(configure).AddSingleton<IReminderTable, SqliteReminderTable>();
        return builder;
    }

    /// <summary>Adds <see cref="IRowStore"/>, <see cref="ICatalogStore"/> and <see cref="ITenantRecords"/>.</summary>
    public static IServiceCollection AddSqliteRows(this IServiceCollection services, Action<SqlitePersistenceOptions>? configure = null)
    {
        services.AddStateDatabase(configure);
        services.AddSingleton<IRowStore, SqliteRowStore>();
        services.AddSingleton<ICatalogStore, SqliteCatalogStore>();
        services.AddSingleton<ITenantRecords, SqliteTenantRecords>();
        services.AddSingleton(new ErasureTrace(
            ErasureScopes.Tenant | ErasureScopes.Video,
            "Free pages of a state database above CompactBelowBytes, and for a video of any, may keep copies of small records until they are used again.",
            null));
        return services;
    }

    private static IServiceCollection AddStateDatabase(this IServiceCollection services, Action<SqlitePersistenceOptions>? configure)
    {
        var options = services.AddOptions<SqlitePersistenceOptions>().BindConfiguration(SqlitePersistenceOptions.Section).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqlitePersistenceOptions>, SqlitePersistenceOptionsValidator>());
        services.TryAddSingleton<StateDatabaseHolder>();
        return services;
    }
}
