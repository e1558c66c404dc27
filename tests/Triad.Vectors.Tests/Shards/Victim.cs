using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Triad.Core.Identity;
using Triad.Testing.Indexing;

namespace Triad.Vectors.Tests.Shards;

/// <summary>
/// A process that writes videos one after the other, and deletes every third again, until it is killed. It says on its output what
/// was acknowledged: <c>put N</c> or <c>deleted N</c>.
/// </summary>
public static class Victim
{
    public const int Dimension = 64;

    public const int Segments = 5;

    /// <summary>So few that graphs are built and written all the time.</summary>
    public const int GraphFromRows = 20;

    public static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");

    public static readonly ShardId Shard = new(TenantId.From("victim"), 0);

    public static async Task RunAsync(string[] arguments)
    {
        var folder = arguments[0];
        var first = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        using var index = new EmbeddedVectorIndex(
            Options.Create(new EmbeddedVectorIndexOptions { Folder = folder, GraphFromRows = GraphFromRows }),
            TimeProvider.System,
            NullLogger<EmbeddedVectorIndex>.Instance);
        var opened = await index.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), first, CancellationToken.None);
        _ = opened.Value;
        Say($"opened {first}");
        for (var video = first; ; video++)
        {
            var put = await index.UpsertAsync(Shard, first, Video(video), CancellationToken.None);
            _ = put.Value;
            Say($"put {video}");
            if (video % 3 != 0)
                continue;
            var deleted = await index.DeleteAsync(Shard, first, VideoId.From(Name(video)), null, CancellationToken.None);
            _ = deleted.Value;
            Say($"deleted {video}");
        }
    }

    public static string Name(int video) => $"video-{video}";

    public static List<Core.Indexing.VectorPoint> Video(int video) =>
        new RandomPoints(video, Dimension).Video(Name(video), 1, Segments);

    private static void Say(FormattableString line)
    {
        Console.Out.WriteLine(FormattableString.Invariant(line));
        Console.Out.Flush();
    }
}
