using System.Text.Json;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Media.Ffmpeg;
using Triad.Media.Sandbox;

namespace Triad.Media.Probing;

/// <summary>Looks at a file's container and streams: first at its magic bytes, then with ffprobe in the sandbox.</summary>
internal sealed class MediaProber(IFfmpegEnvironment environment, IOptions<MediaOptions> options, TimeProvider time)
{
    private const int MaxReportBytes = 1 << 20;

    private ProcessLimits Limits { get; } = new(
        options.Value.BaseCpuTime,
        options.Value.MaxMemoryBytes,
        options.Value.MaxOpenFiles,
        options.Value.MaxProcesses);

    /// <inheritdoc cref="IMediaDecoder.ProbeAsync"/>
    public async Task<Result<MediaInfo>> ProbeAsync(string path, MediaKind kind, bool isBackground, CancellationToken cancellationToken)
    {
        var container = await IdentifyAsync(path, cancellationToken);
        if (!container.IsOk)
            return container.Error;
        var tools = await environment.GetAsync(cancellationToken);
        using var timeout = new CancellationTokenSource(options.Value.ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await ProbeAsync(tools, path, container.Value, kind, isBackground, either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var limit = $"{MediaOptions.Section}:{nameof(MediaOptions.ProbeTimeout)} of {options.Value.ProbeTimeout.TotalSeconds} s";
            return new Error(
                ErrorReason.TimedOut,
                $"Looking at the media took longer than {limit}.",
                FfmpegFailure.Field,
                null,
                "Retry; if it happens again, re-encode the media.");
        }
    }

    private static async Task<Result<Container>> IdentifyAsync(string path, CancellationToken cancellationToken)
    {
        const FileShare Share = FileShare.ReadWrite | FileShare.Delete;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, Share, bufferSize: 1, useAsync: true);
        if (file.Length == 0)
            return FfmpegFailure.Empty();
        var head = new byte[ContainerSniffer.HeadLength];
        var length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var tag = ContainerSniffer.TagLength(head.AsSpan(0, length));
        if (tag > 0)
        {
            file.Position = Math.Min(tag, file.Length);
            length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        }

        if (ContainerSniffer.Identify(head.AsSpan(0, length)) is { } container)
            return container;
        return tag > 0 ? new Container("mp3") : FfmpegFailure.Unsupported("is of no known format: its first bytes fit none");
    }

    private static Modalities Wanted(MediaKind kind) => kind switch
    {
        MediaKind.Video => Modalities.Video | Modalities.Audio,
        MediaKind.Audio => Modalities.Audio,
        MediaKind.Image => Modalities.Video,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private async Task<Result<MediaInfo>> ProbeAsync(
        FfmpegTools tools,
        string path,
        Container container,
        MediaKind kind,
        bool isBackground,
        CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var job = new SandboxJob(tools.Ffprobe, path, seen => Arguments(seen, container), 1, Limits) { IsBackground = isBackground };
        await using var process = await SandboxLauncher.StartAsync(tools.Sandbox.Command, job);
        var report = await ReadReportAsync(process.Outputs[0], cancellationToken);
        if (report is null)
            return FfmpegFailure.Corrupt($"its description is longer than {MaxReportBytes} bytes", null);
        var exit = await process.WaitAsync(cancellationToken);
        var messages = process.Messages.Lines;
        if (!exit.IsSuccess)
        {
            var error = FfmpegFailure.OfCrash(exit, Limits) ?? FfmpegFailure.OfMessages(messages, settings);
            if (error?.Reason == ErrorReason.LimitExceeded)
                return error;
            var listed = await ListAsync(tools, path, container, kind, isBackground, cancellationToken);
            return listed ?? error ?? FfmpegFailure.Corrupt("its container cannot be read", messages.LastOrDefault());
        }

        try
        {
            return Check(ProbeReport.Read(report, container, Wanted(kind)), kind, messages);
        }
        catch (JsonException)
        {
            return FfmpegFailure.Corrupt("its description cannot be read", messages.LastOrDefault());
        }
    }

    // What ffmpeg itself finds where ffprobe gave up: the other streams of the file may well be good.
    private async Task<Result<MediaInfo>?> ListAsync(
        FfmpegTools tools,
        string path,
        Container container,
        MediaKind kind,
        bool isBackground,
        CancellationToken cancellationToken)
    {
        var job = new SandboxJob(tools.Ffmpeg, path, seen => ListArguments(seen, container), 1, Limits) { IsBackground = isBackground };
        await using var process = await SandboxLauncher.StartAsync(tools.Sandbox.Command, job);
        await process.Outputs[0].CopyToAsync(Stream.Null, cancellationToken);
        await process.WaitAsync(cancellationToken);
        var info = ProbeReport.Read(StreamListing.Read(process.Messages.Lines), container, Wanted(kind));
        return info.Streams.Count == 0 && info.Skipped.Count == 0 ? (Result<MediaInfo>?)null : Check(info, kind, []);
    }

    private Result<MediaInfo> Check(MediaInfo info, MediaKind kind, IReadOnlyList<string> messages)
    {
        if (info.Streams.Count == 0)
        {
            return FfmpegFailure.OfMessages(messages, options.Value) ?? WhyNothing(info.Skipped, kind);
        }

        var tooLarge = info.Streams.FirstOrDefault(stream => (long)stream.Width * stream.Height > options.Value.MaxPixels);
        return tooLarge is null
            ? info
            : FfmpegFailure.OverLimit(nameof(MediaOptions.MaxPixels), $"{tooLarge.Width}x{tooLarge.Height}", options.Value.MaxPixels);
    }

    // A file that is whole and that is not decoded here is not called damaged.
    private static Error WhyNothing(IReadOnlyList<MediaNotice> skipped, MediaKind kind)
    {
        var media = skipped.Where(notice => notice.Stream is { Kind: "video" or "audio" }).ToList();
        var reasons = string.Join(' ', media.Take(4).Select(notice => notice.Message));
        if (media.Count > 0 && media.All(notice => notice.Reason == NoticeReason.Damaged))
            return FfmpegFailure.Corrupt("nothing in it says what its streams hold", null);
        return FfmpegFailure.Unsupported(kind switch
        {
            MediaKind.Audio => "has no sound that can be decoded",
            MediaKind.Image => "has no picture that can be decoded",
            _ => "has neither frames nor sound that can be decoded",
        } + (reasons.Length > 0 ? $": {reasons.TrimEnd('.')}" : string.Empty));
    }

    private static async Task<byte[]?> ReadReportAsync(Stream output, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxReportBytes + 1];
        var length = await output.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaxReportBytes ? null : buffer[..length];
    }

    private IReadOnlyList<string> ListArguments(string seen, Container container) => CommandLine.Of(
    [
        new FfmpegOption("-hide_banner"),
        new FfmpegOption("-nostdin"),
        new FfmpegOption("-loglevel", "info"),
        InputArguments.AllocationLimit(options.Value),
        .. InputArguments.Of(container, options.Value),
        InputArguments.File(seen),
    ]);

    private IReadOnlyList<string> Arguments(string seen, Container container) => CommandLine.Of(
    [
        new FfmpegOption("-hide_banner"),
        new FfmpegOption("-loglevel", "error"),
        InputArguments.AllocationLimit(options.Value),
        .. InputArguments.Of(container, options.Value),
        .. container.IsPicture ? [new FfmpegOption("-read_intervals", "%+#1")] : (IEnumerable<FfmpegOption>)[],
        new FfmpegOption("-show_entries", container.IsPicture ? ProbeReport.PictureEntries : ProbeReport.Entries),
        new FfmpegOption("-of", "json=c=1"),
        InputArguments.File(seen),
    ]);
}
