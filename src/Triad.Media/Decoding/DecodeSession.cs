using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Media.Ffmpeg;
using Triad.Media.Sandbox;
using Triad.Media.Timelines;

namespace Triad.Media.Decoding;

/// <summary>
/// One FFmpeg process and what comes out of it. It reads only while a segment is asked for: a slow reader stops the decoder through the
/// full pipes, and a waiting one drains both outputs at once.
/// </summary>
internal sealed class DecodeSession : IAsyncDisposable
{
    private const int BlockBytes = 1 << 16;
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(0.5);

    private readonly DecodePlan _plan;
    private readonly FfmpegTools _tools;
    private readonly MediaOptions _options;
    private readonly ProcessLimits _limits;
    private readonly SandboxedProcess _process;
    private readonly DecodeListener _listener;
    private readonly TimelineSource _timeline;
    private readonly StreamPlace _framePlace;
    private readonly StreamPlace _soundPlace;
    private readonly Func<CancellationToken, Task<(byte[] Pixels, double Raw)?>> _readFirst;
    private readonly SegmentAssembler _assembler;
    private readonly List<Drain> _drains;
    private readonly CancellationTokenSource _stall;
    private bool _hasTriedFirst;

    private DecodeSession(
        FfmpegTools tools,
        string path,
        DecodePlan plan,
        TimelineSource timeline,
        MediaOptions options,
        ProcessLimits limits,
        SandboxedProcess process,
        DecodeListener listener,
        TimeProvider time)
    {
        (_plan, _tools, _options, _limits, _process, _listener, _timeline) = (plan, tools, options, limits, process, listener, timeline);
        _framePlace = Place(found => found.Frames);
        _soundPlace = Place(found => found.Sound);
        _readFirst = cancellationToken => FirstFrame.ReadAsync(tools, path, plan, options, limits, cancellationToken);
        _assembler = new SegmentAssembler(plan);
        _drains = [.. Drains()];
        _stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
    }

    /// <summary>Starts FFmpeg.</summary>
    public static async Task<DecodeSession> StartAsync(
        FfmpegTools tools,
        string path,
        DecodePlan plan,
        TimelineSource timeline,
        MediaOptions options,
        TimeProvider time)
    {
        var length = timeline.Known is { } scanned ? TimeSpan.FromSeconds(scanned.Footage) : plan.Info.Duration ?? plan.Settings.MaxDuration;
        var limits = new ProcessLimits(
            options.BaseCpuTime + ((length < plan.Settings.MaxDuration ? length : plan.Settings.MaxDuration) * options.CpuTimePerMediaTime),
            options.MaxMemoryBytes,
            options.MaxOpenFiles,
            options.MaxProcesses);
        var listener = new DecodeListener(plan.SampleRates.Count);
        var job = new SandboxJob(
            tools.Ffmpeg,
            path,
            seen => DecodeArguments.Of(plan, seen, options, tools),
            plan.Outputs,
            limits)
        {
            IsBackground = plan.Settings.IsBackground,
        };
        var process = await SandboxLauncher.StartAsync(tools.Sandbox.Command, job, listener);
        return new DecodeSession(tools, path, plan, timeline, options, limits, process, listener, time);
    }

    /// <summary>The next segment; null at the end; or why decoding was stopped.</summary>
    public async Task<Result<DecodedSegment?>> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (WhyTooMuch() is { } tooMuch)
                return tooMuch;
            if (_assembler.TryTake() is { } segment)
                return segment;
            if (_drains.Count == 0)
                return Result<DecodedSegment?>.Ok(null);
            if (await ReadSomeAsync(cancellationToken) is { } stopped)
                return stopped;
        }
    }

    /// <summary>After the last segment: how the process and its streams fared.</summary>
    public async Task<DecodeOutcome> FinishAsync(CancellationToken cancellationToken)
    {
        var exit = await _process.WaitAsync(cancellationToken);
        var crash = FfmpegFailure.OfCrash(exit, _limits);
        var outcome = DecodeOutcome.Judge(
            _plan, _assembler, exit, _listener.Errors, crash, _process.Messages.Lines, _timeline.Known, _options);
        var notices = DecodeNotices.Of(_plan, _assembler, _timeline.Known, _framePlace, _soundPlace);
        var rough = _tools.HasSoxr || _assembler.Sound is not { Count: > 0 } ? null : DecodeNotices.ResampledRoughly(_plan);
        return outcome with { Notices = [.. outcome.Notices, .. notices, .. rough is null ? (MediaNotice[])[] : [rough]] };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        foreach (var drain in _drains)
            await drain.DisposeAsync();
        _stall.Dispose();
    }

    private IEnumerable<Drain> Drains()
    {
        if (_assembler.Frames is { } frames)
        {
            // A picture has no time, and nothing prints one.
            var feed = new FrameFeed(
                frames, _listener.Marks.Frames, _framePlace, _plan.FrameBytes, _plan.Settings.FrameRate);
            yield return new Drain(_process.Outputs[0], new byte[BlockBytes], _plan.IsPicture ? Push : feed.PushAsync, () => frames.HasEnded = true);

            ValueTask<Error?> Push(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
            {
                frames.Push(bytes.Span);
                return ValueTask.FromResult<Error?>(null);
            }
        }

        if (_assembler.Sound is { } sound)
        {
            var first = _plan.Video is null ? 0 : 1;
            yield return Hear(first, new SoundFeed(sound, _listener.Marks.Sound[0], _soundPlace, _plan.Settings.SampleRate));
            foreach (var ((rate, track), i) in _assembler.MoreSound.Select((more, i) => (more, i + 1)))
                yield return Hear(first + i, new SoundFeed(track, _listener.Marks.Sound[i], Place(found => found.Sound), rate));
        }

        Drain Hear(int output, SoundFeed feed) => new(_process.Outputs[output], new byte[BlockBytes], feed.PushAsync, feed.End);
    }

    private StreamPlace Place(Func<Timeline, IReadOnlyList<TimelineRun>> choose) =>
        new(_timeline, choose, _plan.Info.Start.TotalSeconds, _plan.Settings.MaxDuration.TotalSeconds);

    private Error? WhyTooMuch()
    {
        if (!_plan.IsPicture && _assembler.Footage > _plan.Settings.MaxDuration + Tolerance)
            return DecodeErrors.TooLong(null, _plan.Settings.MaxDuration);
        return _assembler.HeldBytes <= _options.MaxSkewBytes
            ? null
            : FfmpegFailure.OverLimit(nameof(MediaOptions.MaxSkewBytes), "the distance of its frames and sound", _options.MaxSkewBytes);
    }

    private async Task<Error?> ReadSomeAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stall.Token, cancellationToken);
        _stall.CancelAfter(_options.StallTimeout);
        try
        {
            await Task.WhenAny(_drains.Select(drain => drain.Pending)).WaitAsync(either.Token);
            foreach (var drain in _drains.Where(drain => drain.Pending.IsCompleted).ToList())
            {
                var taken = await drain.TakeAsync(either.Token);
                if (!taken.IsOk)
                    return taken.Error;
                if (!taken.Value)
                    _drains.Remove(drain);
            }

            if (!_plan.IsPicture && _assembler.Frames is { HasEnded: true, Count: 0 } frames)
                await TakeFirstAsync(frames, either.Token);
        }
        catch (OperationCanceledException) when (_stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return DecodeErrors.Stalled(_options.StallTimeout);
        }

        _stall.CancelAfter(Timeout.InfiniteTimeSpan);
        return null;
    }

    private async Task TakeFirstAsync(FrameTrack frames, CancellationToken cancellationToken)
    {
        // A decoder that cannot be opened ends FFmpeg at once, and each stream is tried alone.
        if (_hasTriedFirst || _assembler.Sound is { HasEnded: false, TakenBytes: 0 })
            return;
        _hasTriedFirst = true;
        if (_drains.Count == 0 && !(await _process.WaitAsync(cancellationToken)).IsSuccess)
            return;
        if (await _readFirst(cancellationToken) is not var (pixels, raw))
            return;
        var place = await _framePlace.FindAsync(new RunStart(raw, raw, 0), cancellationToken);
        frames.Begin(Math.Max(0, RunStart.Index((place.IsOk ? place.Value : 0) * _plan.Settings.FrameRate)));
        frames.Push(pixels);
    }
}
