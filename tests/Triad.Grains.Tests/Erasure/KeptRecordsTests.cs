using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Triad.Core.Erasure;
using Triad.Core.Media;
using Triad.Grains.Erasure.Stores;

namespace Triad.Grains.Tests.Erasure;

/// <summary>Whatever keeps something of tenants is entered: a state, a kind of rows or of blobs without a store is named here.</summary>
public sealed class KeptRecordsTests
{
    [Fact]
    public void States_OfAllGrains_AreEntered()
    {
        var names = typeof(KeptRecords).Assembly.GetTypes()
            .SelectMany(type => type.GetConstructors())
            .SelectMany(constructor => constructor.GetParameters())
            .SelectMany(parameter => parameter.GetCustomAttributes(typeof(PersistentStateAttribute), false).Cast<PersistentStateAttribute>())
            .Select(state => state.StateName);

        Assert.Equal(names.Order(StringComparer.Ordinal), KeptRecords.States.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Stores_ThatAreNamed_AreRegistered()
    {
        await using var platform = await ErasureWorld.StartAsync();
        var stores = platform.ServicesOf(0).GetRequiredService<ErasableStores>().All.Select(store => store.Name).Append("data-keys").ToHashSet();

        Assert.Superset(KeptRecords.States.Values.Concat(KeptRecords.Rows.Values).OfType<string>().ToHashSet(), stores);
        Assert.Superset(MediaBlobKind.All.Select(kind => kind.Name).Append(MediaBlobKind.Other).ToHashSet(), stores);
        Assert.Contains("vectors", stores);
    }

    [Fact]
    public async Task RowsAndBlobs_OfALibrary_AreEntered()
    {
        await using var platform = await ErasureWorld.StartAsync();
        await ErasureWorld.FillAsync(platform, "acme");

        Assert.Subset(KeptRecords.States.Keys.ToHashSet(), Read(platform, "SELECT DISTINCT state_name FROM grain_state"));
        Assert.Subset(
            KeptRecords.Rows.Keys.ToHashSet(),
            Read(platform, "SELECT DISTINCT substr(owner, 1, instr(owner || '/', '/') - 1) FROM owner"));
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(platform.Folder, "media", "acme"), "*", SearchOption.AllDirectories),
            file => Assert.NotEqual(MediaBlobKind.Other, MediaBlobKind.Of(Path.GetFileName(file))));
    }

    private static HashSet<string> Read(Platform platform, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(platform.Folder, "state.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
            found.Add(reader.GetString(0));
        return found;
    }
}
