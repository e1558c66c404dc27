using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Erasure;
using Triad.Testing.Media;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Erasure;

/// <summary>Tenants to erase, and a look for what was left of them.</summary>
internal static class ErasureWorld
{
    /// <summary>Tables that say what an erasure leaves by intention: the tombstone, its place in the platform's list, and the bill.</summary>
    private const string ByIntention = "tenant-erasure|receipts/_platform|usage-";

    public static Task<Platform> StartAsync(
        double closingSeconds = 0, string? folder = null, ScriptedDecoder? decoder = null, Action<IServiceCollection>? configure = null, Layout? layout = null) =>
        Platform.StartAsync(folder, decoder, layout: layout, configure: services =>
        {
            services.Configure<ErasureOptions>(options => options.ClosingSeconds = closingSeconds);
            configure?.Invoke(services);
        });

    /// <summary>What is told of a tenant nowhere but in what is its own.</summary>
    public static string MarkOf(string tenant) => $"mark-of-{tenant}";

    /// <summary>A tenant with two videos that can be found, a third that was deleted, and three keys, one of them revoked.</summary>
    public static async Task FillAsync(Platform platform, string tenant)
    {
        await platform.OnboardAsync(tenant);
        var mark = MarkOf(tenant);
        Value(await platform.Tenant(tenant).UpdateAsync(new UpdateTenant(mark, null, null), default));
        foreach (var name in new[] { "red", "blue", "gone" })
            Value(await platform.Tenant(tenant).CreateKeyAsync(new CreateApiKey("", $"{mark} {name}", [Scopes.Search], null), default));
        var keys = Value(await platform.Tenant(tenant).ListKeysAsync(default));
        await platform.Tenant(tenant).RevokeKeyAsync(keys[^1].KeyId, default);
        foreach (var video in new[] { "red", "blue", "gone" })
        {
            var captions = $"1\n00:00:00,000 --> 00:00:05,000\n{mark}\n";
            Value(await platform.UploadAsync(tenant, $"{mark}-{video}", $"2 {video} {mark}", captions));
            await platform.WaitAsync(tenant, $"{mark}-{video}", VideoStatus.Ready);
        }

        Value(await platform.Video(tenant, $"{mark}-gone").DeleteByAsync("user", default));
    }

    /// <summary>Begins it, or finds it begun, and waits for the receipt.</summary>
    public static async Task<ErasureReceipt> EraseAsync(Platform platform, string tenant)
    {
        var erasure = platform.Grains.TenantErasure(TenantId.From(tenant));
        var progress = Value(await erasure.BeginAsync("op", default));
        while (progress.Receipt is null)
            progress = Value(await erasure.WatchAsync(progress.Version, default).WithinAsync($"{tenant} to be erased; it is {progress.Activity}"));
        await SettledAsync(platform, tenant);
        return progress.Receipt;
    }

    /// <summary>Waits until an erasure that has its receipt has taken down what it went on by: its place among the unfinished, and its reminder.</summary>
    public static Task SettledAsync(Platform platform, string tenant) => UntilAsync(async () =>
        Value(await platform.Grains.ReceiptIndex(null).ListAsync("", 10_000, true, default)).All(entry => entry.Id != tenant)
        && (await platform.ServicesOf(platform.SiloCount - 1).GetRequiredService<IReminderTable>().ReadRows(0, 0)).Reminders
            .All(reminder => reminder.GrainId.Key.ToString() != tenant));

    public static Task UntilClosedAsync(Platform platform, string tenant) => UntilAsync(async () =>
        await platform.Tenant(tenant).GetAsync(default) is not { IsOk: true, Value.Status: not TenantStatus.Deleting });

    /// <summary>Waits until something holds; each look is a call to a grain.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var end = new CancellationTokenSource(DeadlineExtensions.Patience);
        while (!await holds())
            end.Token.ThrowIfCancellationRequested();
    }

    /// <summary>Where something of an erased tenant is left: rows, files, folders, and bytes of what was its own.</summary>
    public static IReadOnlyList<string> TracesOf(string folder, string tenant) =>
    [
        .. RowsOf(Path.Combine(folder, "state.db"), tenant),
        .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(folder, path).Split('/').Contains(tenant)),
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Holds(file, MarkOf(tenant))).Select(file => $"bytes in {file}"),
    ];

    private static IEnumerable<string> RowsOf(string database, string tenant)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var rows = new List<string>();
        foreach (var sql in new[]
                 {
                     "SELECT 'state ' || state_name || ' ' || grain_id FROM grain_state WHERE grain_id || '/' LIKE '%/' || $t || '/%' OR CAST(payload AS TEXT) LIKE '%\"' || $t || '\"%'",
                     "SELECT 'owner ' || owner FROM owner WHERE owner || '/' LIKE '%/' || $t || '/%'",
                     "SELECT 'row ' || owner || ' ' || key FROM owner_row WHERE '/' || owner || '/' || key || '/' LIKE '%/' || $t || '/%'",
                     "SELECT 'entry ' || video FROM catalog_entry WHERE tenant = $t",
                     "SELECT 'total' FROM catalog_total WHERE tenant = $t",
                     "SELECT 'reminder ' || grain_id FROM reminder WHERE grain_id || '/' LIKE '%/' || $t || '/%'",
                 })
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$t", tenant);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add(reader.GetString(0));
        }

        return rows.Where(row => !ByIntention.Split('|').Any(row.Contains));
    }

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    }
}
