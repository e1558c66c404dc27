using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Media.Ffmpeg;
using Triad.Media.Sandbox;

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
    private readonly MediaOptions _options;
    private readonly ProcessLimits _limits;
    private readonly SandboxedProcess _process;
    private readonly StreamErrors _errors;
    private readonly StreamStarts _starts;
    private readonly SegmentAssembler _assembler;
    private readonly List<Drain> _drains;
    private readonly CancellationTokenSource _stall;

    private DecodeSession(
        DecodePlan plan,
        MediaOptions options,
        ProcessLimits limits,
        SandboxedProcess process,
        StreamErrors errors,
        StreamStarts starts,
        TimeProvider time)
    {
        (_plan, _options, _limits, _process, _errors, _starts) = (plan, options, limits, process, errors, starts);
        _assembler = new SegmentAssembler(plan);
        _drains = [.. Drains()];
        _stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
    }

    /// <summary>Starts FFmpeg.</summary>
    public static async Task<DecodeSession> StartAsync(
        FfmpegTools tools,
        string path,
        DecodePlan plan,
        MediaOptions options,
        TimeProvider time)
    {
        var length = plan.Info.Duration is { } known && known < plan.Settings.MaxDuration ? known : plan.Settings.MaxDuration;
        var limits = new ProcessLimits(
            options.BaseCpuTime + (length * options.CpuTimePerMediaTime),
            options.MaxMemoryBytes,
            options.MaxOpenFiles,
            options.MaxProcesses);
        var errors = new StreamErrors();
        var starts = new StreamStarts();
        var outputs = plan.Video is not null && plan.Audio is not null ? 2 : 1;
        var job = new SandboxJob(
            tools.Ffmpeg,
            path,
            seen => DecodeArguments.Of(plan, seen, options, tools.CanToneMap),
            outputs,
            limits);
        var process = await SandboxLauncher.StartAsync(tools.Sandbox.Command, job, Listen);
        return new DecodeSession(plan, options, limits, process, errors, starts, time);

        void Listen(string message)
        {
            if (!starts.TryAdd(message))
                errors.Add(message);
        }
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
            if (await ReadSomeAsync(cancellationToken) is { } stalled)
                return stalled;
        }
    }

    /// <summary>After the last segment: how the process and its streams fared.</summary>
    public async Task<DecodeOutcome> FinishAsync(CancellationToken cancellationToken)
    {
        var exit = await _process.WaitAsync(cancellationToken);
        var crash = FfmpegFailure.OfCrash(exit, _limits);
        return DecodeOutcome.Judge(_plan, _assembler, exit, _errors, crash, _process.Messages.Lines, _options);
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
            yield return new Drain(_process.Outputs[0], new byte[BlockBytes], BeginFramesAsync, frames.Push, () => frames.HasEnded = true);
        if (_assembler.Sound is { } sound)
            yield return new Drain(_process.Outputs[^1], new byte[BlockBytes], BeginSoundAsync, sound.Push, () => sound.HasEnded = true);
    }

    // A picture has no time, and nothing prints one.
    private async Task BeginFramesAsync(CancellationToken cancellationToken)
    {
        if (!_plan.IsPicture)
            _assembler.BeginFrames(await _starts.Frames.WaitAsync(cancellationToken));
    }

    private async Task BeginSoundAsync(CancellationToken cancellationToken) =>
        _assembler.BeginSound(await _starts.Sound.WaitAsync(cancellationToken));

    private Error? WhyTooMuch()
    {
        var longest = _plan.Settings.MaxDuration + Tolerance;
        if (!_plan.IsPicture && (_assembler.FramesEnd > longest || _assembler.SoundEnd > longest))
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
                if (!await drain.TakeAsync(either.Token))
                    _drains.Remove(drain);
            }
        }
        catch (OperationCanceledException) when (_stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return DecodeErrors.Stalled(_options.StallTimeout);
        }

        _stall.CancelAfter(Timeout.InfiniteTimeSpan);
        return null;
    }
}
