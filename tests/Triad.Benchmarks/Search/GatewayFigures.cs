using System.Collections.Immutable;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Triad.Benchmarks.Hosts;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;
using Triad.Testing.Embedding;
using Triad.V1;
using Triad.Vectors;
using MetadataValue = Triad.Core.Metadata.MetadataValue;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Search;

/// <summary>
/// What gateway and grains add to a search: searches by text through the real gateway, begun at half the rate that it can keep up,
/// against searches of the same shard through the index's own door, begun at the same rate. They take turns; the medians of the rounds
/// count.
/// </summary>
internal sealed record GatewayFigures(double OverMs, double OverP99Ms, double P50Ms, double P99Ms, double PerSecond, double CpuOverMs)
{
    private const string Tenant = "bench";
    private const string Source = "source";
    private const int SegmentsOfVideo = 100;
    private const int Rounds = 7;
    private const int Callers = 16;

    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(2);

    // The runtime compiles the way of a search again while it is used; a server has that behind it after its first minute.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly RepresentationName Fused = RepresentationName.Of(Modalities.All);
    private static readonly ShardId Shard = new(TenantId.From(Tenant), 0);
    private static readonly SpaceId Space = new HashEmbedder().Model.Space;

    public static async Task<GatewayFigures> MeasureAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("triad-bench-vectors-");
        try
        {
            await using var gateway = await GatewayHost.StartAsync(
                services => services.AddEmbeddedVectorIndex(options => options.Folder = IOPath.Combine(folder.FullName, "vectors")));
            var headers = new Metadata { { "authorization", $"Bearer {await gateway.OnboardAsync(Tenant)}" } };
            await FillAsync(gateway, arguments.Number("gateway-rows"), cancellationToken);
            using var channel = GrpcChannel.ForAddress(gateway.Address);
            var client = new SearchService.SearchServiceClient(channel);
            var reader = gateway.Services.GetRequiredService<IVectorReader>();
            var vectors = new MadeVectors(1, HashEmbedder.Dimension);
            var limit = arguments.Number("limit");
            var bare = FilledIndex.Query(Shard, vectors.Query(), limit) with { Space = Space };

            await Load.RunAsync(Callers, WarmUp, AskAsync);
            var (full, cpu) = await ProcessorAsync(AskAsync);
            await Load.RunAsync(Callers, RoundTime, SearchAsync);
            var (_, bareCpu) = await ProcessorAsync(SearchAsync);
            var rounds = await Load.CompareAsync(
                Rounds,
                () => Load.PacedAsync(full.PerSecond / 2, RoundTime, AskAsync),
                () => Load.PacedAsync(full.PerSecond / 2, RoundTime, SearchAsync),
                cancellationToken);
            return new GatewayFigures(
                Load.Median(rounds.Select(round => round.Ours.P50 - round.Reference.P50)),
                Load.Median(rounds.Select(round => round.Ours.P99 - round.Reference.P99)),
                Load.Median(rounds.Select(round => round.Ours.P50)),
                Load.Median(rounds.Select(round => round.Ours.P99)),
                full.PerSecond,
                cpu - bareCpu);

            async Task SearchAsync(int caller) => Check(await reader.SearchAsync(bare, cancellationToken));

            async Task AskAsync(int caller)
            {
                var request = new SearchRequest
                {
                    Query = new Query { Parts = { new Part { Text = $"a red ball rolls to the left {caller}" } } },
                    Options = new SearchOptions { Limit = limit, GroupBy = GroupBy.Segment },
                };
                var answer = await client.SearchAsync(request, headers, cancellationToken: cancellationToken);
                if (answer.Hits.Count != limit)
                    throw new BenchmarkUsageException($"A search found {answer.Hits.Count} segments, not {limit}.");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A busy neighbour costs time, and hardly processor time.
    private static async Task<(LoadRound Round, double MillisecondsOfCall)> ProcessorAsync(Func<int, Task> call)
    {
        var (start, begun) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var round = await Load.RunAsync(Callers, RoundTime, call);
        var calls = round.PerSecond * Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return (round, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds / calls);
    }

    private static async Task FillAsync(GatewayHost gateway, int rows, CancellationToken cancellationToken)
    {
        var shard = gateway.Grains.IndexShard(Shard);
        var vectors = new MadeVectors(1, HashEmbedder.Dimension);
        ImmutableArray<RepresentationShape> shapes =
            [new(RepresentationName.Full, HashEmbedder.Dimension), new(Fused, HashEmbedder.Dimension)];
        for (var number = 0; number * SegmentsOfVideo < rows; number++)
        {
            var video = VideoId.From($"video-{number}");
            await CreateAsync(gateway, video, cancellationToken);
            Check(await shard.StageAsync(video, 1, Space, shapes, cancellationToken));
            var segments = vectors.Video(SegmentsOfVideo).Select((vector, segment) => new SegmentVectors(
                new VideoSegment(
                    segment, TimeSpan.FromSeconds(segment * 8), TimeSpan.FromSeconds((segment * 8) + 8), Modalities.All, string.Empty),
                [new RepresentationVector(Fused, true, [.. vector])]));
            var request = new UpsertSegments(
                video, 1, TimeSpan.FromSeconds(SegmentsOfVideo * 8), [.. segments], ImmutableDictionary<string, MetadataValue>.Empty);
            Check(await shard.UpsertAsync(request, cancellationToken));
            Check(await shard.PublishAsync(video, 1, 0, cancellationToken));
        }
    }

    // As an upload does it: a search asks the videos of its hits for their names.
    private static async Task CreateAsync(GatewayHost gateway, VideoId video, CancellationToken cancellationToken)
    {
        var media = gateway.Services.GetRequiredService<IMediaStore>();
        var stored = (await media.WriteAsync(new MediaKey(Shard.Tenant, video, Source), Bytes(), long.MaxValue, cancellationToken)).Value!;
        var metadata = ImmutableDictionary<string, MetadataValue>.Empty;
        var request = new CreateVideo(string.Empty, $"{video}.mp4", Source, stored.Length, stored.Sha256, null, metadata, null);
        Check(await gateway.Grains.Video(new VideoKey(Shard.Tenant, video)).CreateAsync(request, cancellationToken));
    }

    private static async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> Bytes()
    {
        await Task.CompletedTask;
        yield return Result<ReadOnlyMemory<byte>>.Ok(new byte[1]);
    }

    private static void Check<T>(Result<T> result) => Check(result.IsOk ? Result.Ok : Result.Fail(result.Error));

    private static void Check(Result result)
    {
        if (!result.IsOk)
            throw new BenchmarkUsageException(result.Error.Message);
    }
}
