using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.LongInput;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.IngestHosts;

/// <summary>Embeds the segments of one video as they are decoded, a few at once, and saves them in order, a batch at a time; then the video as a whole.</summary>
internal sealed class SegmentPipeline(IngestRun run, IEmbedder embedder, CaptionTrack captions, MediaInfo info)
{
    // The rest of the way is publication.
    private const int PercentWhenDecoded = 95;

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    private readonly Queue<(VideoSegment Segment, Task<Result<EmbedResponse>> Embedding)> _inFlight = [];
    private readonly List<SegmentVectors> _batch = [];
    private readonly LogMelBlob _logMels = new();
    private readonly LongInputStrategy _strategy = run.Plan.LongInput ?? embedder.Model.LongInput.Strategy;
    private readonly WholeVideoEmbedding _whole = new(
        embedder.Model, run.Plan.LongInput ?? embedder.Model.LongInput.Strategy, run.Plan.WholeDone);

    private readonly Dictionary<Modalities, TimeSpan> _cost = [];
    private readonly Dictionary<Modalities, string?> _problems = [];
    private readonly IngestNotices _notices = new(captions, info);
    private long? _toldHeld;
    private Modalities _decoded;
    private Modalities _present;
    private bool _canBeFound;
    private int _count;
    private TimeSpan _end;

    // A file says less than it holds where recordings are joined, and far more where its times jump.
    private TimeSpan VideoDuration =>
        info.Duration is { } announced && announced > _end && announced <= TimeSpan.FromMinutes(run.Options.MaxMinutes) ? announced : _end;

    private int Percent =>
        2 + (int)((info.Duration is { } duration && duration > TimeSpan.Zero ? Math.Min(1, _end / duration) : 0.5) * (PercentWhenDecoded - 2));

    private string? Title =>
        embedder.Model.Titles != TitleUse.None && !string.IsNullOrWhiteSpace(run.Plan.Name) ? run.Plan.Name : null;

    /// <summary>What the name alone gives each segment.</summary>
    private Modalities Titled => Title is not null && embedder.Model.Titles == TitleUse.AsText ? Modalities.Text : Modalities.None;

    /// <summary>Runs to the end of the media. Returns what is to be committed.</summary>
    public async Task<Result<IngestOutcome>> RunAsync(IAsyncEnumerable<Result<DecodedItem>> items, CancellationToken cancellationToken)
    {
        try
        {
            var recalled = await RecallAsync(cancellationToken);
            if (!recalled.IsOk)
                return recalled.Error;
            await foreach (var item in items.WithCancellation(cancellationToken))
            {
                if (!item.IsOk)
                    return item.Error;
                foreach (var failure in item.Value.Failures)
                    _problems[failure.Modality] = failure.Error.Message;
                _notices.AddRange(item.Value.Notices);
                if (item.Value.Segment is not { } segment)
                    continue;
                var taken = await TakeAsync(segment, cancellationToken);
                if (!taken.IsOk)
                    return taken.Error;
                if (run.Stop is not null)
                    break;
            }

            var drained = await DrainAsync(0, cancellationToken);
            var saved = drained.IsOk ? await SaveAsync(cancellationToken) : drained;
            if (!saved.IsOk)
                return saved.Error;
            if (run.Stop is { } stop)
                return stop;
        }
        finally
        {
            // Nobody waits for these any more; their faults have been told, or do not matter.
            foreach (var (_, embedding) in _inFlight)
                _ = embedding.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        if (_decoded == Modalities.None)
            return new Error(ErrorReason.MediaEmpty, "The media has no frame and no sound.", "content", null, "Upload media that lasts longer than nothing.");
        if (!_canBeFound)
        {
            return Error.Of(
                ErrorReason.RepresentationUnavailable, "content", _decoded.ToName(), $"has none of the representations that the model {embedder.Model.Package} stores",
                $"Upload media that have {string.Join(" or ", embedder.Model.Representations.Select(stored => stored.Name))}.");
        }

        var whole = await SaveWholeAsync(cancellationToken);
        if (!whole.IsOk)
            return whole.Error;
        await run.ReportAsync(VideoStatus.Indexing, PercentWhenDecoded, "making it visible to searches", cancellationToken);
        return Outcome();
    }

    private async Task<Result> TakeAsync(DecodedSegment decoded, CancellationToken cancellationToken)
    {
        var text = CaptionText.Of(captions.Cues, decoded.Span);
        var notice = text.Length > 0 ? embedder.Read(text) : null;
        if (notice?.Problem is { } problem)
            return problem with { Field = "captions" };
        var hasText = notice is { } read && read.KnownWords + read.UnknownWords.Count > 0;
        var part = new EmbedPart(1, hasText ? text : null, decoded.Frames, decoded.Audio);
        _decoded |= part.Mask;
        var mask = part.Mask & embedder.Model.Modalities;
        if (mask == Modalities.None)
            mask = Titled;
        if (mask == Modalities.None)
            return Result.Ok;
        var segment = new VideoSegment(_count++, decoded.Span.Start, decoded.Span.End, mask, hasText ? text : string.Empty);
        _present |= mask;
        _notices.Show(decoded.Span);
        _end = decoded.Span.End;
        var names = embedder.Model.RepresentationsOf(mask | Titled);
        _canBeFound |= names.Count > 0;
        var isDurable = segment.Index < run.Plan.SegmentsDone;
        if (isDurable && !_whole.NeedsTokens)
            return Result.Ok;

        var full = await DrainAsync(run.Options.SegmentsInFlight - 1, cancellationToken);
        if (!full.IsOk)
            return full;
        var item = new EmbedItem([part], isDurable ? [] : names, KeepLogMel: !isDurable, _whole.TokensOf(mask)) { Title = Title };
        _inFlight.Enqueue((segment, EmbedAsync(item, cancellationToken)));
        return await TellAsync(cancellationToken);
    }

    /// <summary>Of segments that are durable since an earlier attempt, the average needs the vectors.</summary>
    private async Task<Result> RecallAsync(CancellationToken cancellationToken)
    {
        for (var index = 0; index < run.Plan.SegmentsDone && _whole.NeedsVectors; index++)
        {
            var stored = await run.ReadAsync(index, cancellationToken);
            if (!stored.IsOk)
                return stored.Error;
            foreach (var segment in stored.Value)
                _whole.Add(segment.Vectors);
        }

        return Result.Ok;
    }

    private async Task<Result> SaveWholeAsync(CancellationToken cancellationToken)
    {
        if (run.Plan.WholeDone)
            return Result.Ok;
        await run.ReportAsync(VideoStatus.Embedding, PercentWhenDecoded, "embedding the video as a whole", cancellationToken);
        var made = await _whole.MakeAsync(_present | Titled, item => EmbedWholeAsync(item, cancellationToken));
        if (!made.IsOk)
            return made.Error;
        var (vectors, tokens) = made.Value;
        var all = new VideoSegment(VectorPoint.WholeVideo, TimeSpan.Zero, _end, _present, string.Empty);
        return await run.SaveWholeAsync(
            new SegmentVectors(all, vectors),
            new WholeVideo(_strategy, tokens, [.. vectors.Select(vector => vector.Representation)]),
            VideoDuration,
            TakeCost(),
            cancellationToken);
    }

    private async Task<Result<EmbedResponse>> EmbedWholeAsync(EmbedItem item, CancellationToken cancellationToken)
    {
        var response = await EmbedAsync(item, cancellationToken);
        if (!response.IsOk)
            return response;
        run.Meter(response.Value);
        Charge(_present | Titled, response.Value);
        return response;
    }

    private void Charge(Modalities mask, EmbedResponse response) => _cost[mask] = _cost.GetValueOrDefault(mask) + response.Compute;

    private ImmutableArray<EmbedCost> TakeCost()
    {
        ImmutableArray<EmbedCost> cost = [.. _cost.OrderBy(pair => pair.Key).Select(pair => new EmbedCost(pair.Key, pair.Value))];
        _cost.Clear();
        return cost;
    }

    private async Task<Result<EmbedResponse>> EmbedAsync(EmbedItem item, CancellationToken cancellationToken)
    {
        // What has nothing that the model stores is a segment all the same, without any vector.
        if (item.Representations.Count == 0 && item.KeepTokens == Modalities.None)
            return new EmbedResponse([new ItemEmbedding(new Dictionary<RepresentationName, EmbeddingVector>(), null)], TimeSpan.Zero);
        while (true)
        {
            var response = await embedder.EmbedAsync(new EmbedRequest([item], EmbedPriority.Ingest) { Share = run.Share }, cancellationToken);
            if (response.IsOk || response.Error.Reason != ErrorReason.QueueFull)
                return response;
            if (run.Stop is { } stop)
                return stop;
            await HoldAsync(response.Error, cancellationToken);
        }
    }

    /// <summary>Waits for room in the embedder, and says so: at most once a second.</summary>
    private async Task HoldAsync(Error full, CancellationToken cancellationToken)
    {
        var wait = full.RetryAfter ?? TimeSpan.FromMilliseconds(100);
        run.Held(wait);
        var now = run.Time.GetTimestamp();
        if (_toldHeld is not { } told || run.Time.GetElapsedTime(told, now) >= TellEvery)
        {
            _toldHeld = now;
            await run.ReportAsync(VideoStatus.Decoding, Percent, $"waiting: {full.Message}", cancellationToken);
        }

        await Task.Delay(wait, run.Time, cancellationToken);
    }

    private async Task<Result> DrainAsync(int leave, CancellationToken cancellationToken)
    {
        while (_inFlight.Count > leave)
        {
            var (segment, embedding) = _inFlight.Dequeue();
            var response = await embedding;
            if (!response.IsOk)
                return response.Error;
            run.Meter(response.Value);

            // What an earlier attempt made durable it has paid for.
            if (segment.Index >= run.Plan.SegmentsDone)
                Charge(segment.Mask | Titled, response.Value);
            var item = response.Value.Items[0];
            _notices.AddRange(item.Notices.Select(what => new MediaNotice(NoticeReason.NotEmbedded, what) { Span = new TimeRange(segment.Start, segment.End) }));
            var gathered = _whole.Add(item.Tokens);
            if (!gathered.IsOk)
                return gathered;
            if (segment.Index < run.Plan.SegmentsDone)
                continue;
            var vectors = ToVectors(segment, item);
            _whole.Add(vectors.Vectors);
            _batch.Add(vectors);
            _logMels.Add(segment.Index, item.LogMel);
            if (_batch.Count >= run.Options.CheckpointSegments)
            {
                var saved = await SaveAsync(cancellationToken);
                if (!saved.IsOk)
                    return saved;
            }
        }

        return Result.Ok;
    }

    private async Task<Result> SaveAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
            return Result.Ok;
        var saved = await run.SaveAsync(
            [.. _batch], _logMels.ToBytes(), embedder.Model.FrontEndKey, VideoDuration, TakeCost(), cancellationToken);
        _batch.Clear();
        _logMels.Clear();
        return saved;
    }

    private Task<Result> TellAsync(CancellationToken cancellationToken) => run.ReportAsync(
        VideoStatus.Decoding, Percent, FormattableString.Invariant($"decoding and embedding, {_end.TotalSeconds:0} s done"), cancellationToken);

    private SegmentVectors ToVectors(VideoSegment segment, ItemEmbedding item) =>
        new(
            segment,
            [
                .. item.Vectors.OrderBy(pair => pair.Key.Mask).ThenBy(pair => pair.Key.Value, StringComparer.Ordinal).Select(pair => new RepresentationVector(
                    pair.Key,
                    pair.Key == embedder.Model.FullOf(segment.Mask),
                    ImmutableCollectionsMarshal.AsImmutableArray(pair.Value.Vector.ToArray()))),
            ]);

    private IngestOutcome Outcome() =>
        new(
            run.Plan.Epoch,
            run.Plan.Generation,
            info.Container,
            _end,
            [
                .. info.Streams.Select(stream => new MediaStreamSummary(
                    stream.Modality, stream.Codec, stream.Width, stream.Height, stream.FrameRate, stream.SampleRate, stream.Channels)),
            ],
            [
                .. ModalitiesExtensions.Singles.Select(modality => new ModalityStatus(
                    modality, _present.Contains(modality), _problems.GetValueOrDefault(modality) ?? _notices.WhyAbsent(modality, _present))),
            ],
            _count)
        {
            Notices = [.. _notices.ToList(_end)],
        };
}
