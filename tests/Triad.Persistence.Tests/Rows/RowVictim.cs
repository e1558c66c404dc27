using Microsoft.Extensions.Options;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Persistence.Database;

namespace Triad.Persistence.Tests.Rows;

/// <summary>
/// A process that adds and removes rows and catalog entries until it is killed. It says what it is about to remove and what was
/// acknowledged:
/// <c>put OWNER N</c>, <c>removing OWNER N</c>, <c>removed OWNER N</c>.
/// </summary>
public static class RowVictim
{
    public const int Owners = 4;

    /// <summary>The first argument of such a process.</summary>
    public const string Name = "row-victim";

    private const int Kept = 3;

    public static TenantId Tenant { get; } = TenantId.From("acme");

    public static async Task RunAsync(string path)
    {
        await using var database = new StateDatabaseHolder(Options.Create(new SqlitePersistenceOptions { DatabasePath = path }));
        await Task.WhenAll(Enumerable.Range(0, Owners).Select(owner => RunAsync(database, owner)));
    }

    public static string OwnerOf(int owner) => FormattableString.Invariant($"queue/{owner}");

    public static string KeyOf(int number) => FormattableString.Invariant($"v{number}");

    private static async Task RunAsync(StateDatabaseHolder database, int owner)
    {
        var rows = (await StateDatabaseFixture.Rows(database).OpenAsync(OwnerOf(owner), default)).Value;
        var catalog = (await StateDatabaseFixture.Catalogs(database).OpenAsync(Tenant, owner, default)).Value;
        var begin = rows.Opened.Select(row => int.Parse(row.Key.AsSpan(1)) + 1).Append(0).Max();
        for (var i = begin; ; i++)
        {
            // A video is in one bucket alone.
            Check(await rows.PutAsync(new Row(KeyOf(i), "1"), default));
            Check(await catalog.AddAsync(new CatalogRow(VideoId.From($"{owner}-{KeyOf(i)}"), DateTimeOffset.UnixEpoch.AddSeconds(i), i), default));
            Say("put", owner, i);
            if (i - Kept < 0)
                continue;
            Say("removing", owner, i - Kept);
            Check(await rows.RemoveAsync(KeyOf(i - Kept), default));
            Check(await catalog.RemoveAsync(VideoId.From($"{owner}-{KeyOf(i - Kept)}"), default));
            Say("removed", owner, i - Kept);
        }
    }

    private static void Say(string what, int owner, int number) => Console.WriteLine(FormattableString.Invariant($"{what} {owner} {number}"));

    private static void Check(Result result)
    {
        if (!result.IsOk)
            throw new InvalidOperationException(result.Error.Message);
    }
}
