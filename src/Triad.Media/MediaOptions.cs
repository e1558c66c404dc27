namespace Triad.Media;

/// <summary>Settings of media decoding and of the folder media store.</summary>
public sealed class MediaOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Triad:Media";

    /// <summary>Path of ffmpeg; null looks in the system's program folders.</summary>
    public string? FfmpegPath { get; set; }

    /// <summary>Path of ffprobe; null looks in the system's program folders.</summary>
    public string? FfprobePath { get; set; }

    /// <summary>Folder of the media store, made when missing. Private to the service.</summary>
    public string StoreFolder { get; set; } = "data/media";

    /// <summary>Folder for the media of queries while they run, made when missing and emptied at start. Private to the service.</summary>
    public string ScratchFolder { get; set; } = "data/scratch";

    /// <summary>
    /// True where other processes may use the two folders too: what dead processes left behind is then removed only once it is old. False removes
    /// it at the next start.
    /// </summary>
    public bool SharedFolders { get; set; } = true;

    /// <summary>How FFmpeg is kept apart from the machine: by the strictest way that works here, or by one of them alone.</summary>
    public SandboxWay Sandbox { get; set; }

    /// <summary>True refuses to start where a layer of the sandbox is missing. For production.</summary>
    public bool RequireSandbox { get; set; }

    /// <summary>Address space of one FFmpeg process in bytes.</summary>
    public long MaxMemoryBytes { get; set; } = 4L << 30;

    /// <summary>Largest single allocation of FFmpeg in bytes.</summary>
    public long MaxAllocationBytes { get; set; } = 512L << 20;

    /// <summary>Processor time of a probe, and the part of a decode that does not depend on its length.</summary>
    public TimeSpan BaseCpuTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Processor seconds that a decode may use for each second of media, over all threads.</summary>
    public double CpuTimePerMediaTime { get; set; } = 8;

    /// <summary>How long a probe may take.</summary>
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a decoder may be silent while its output is waited for.</summary>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Most pixels of one frame (width x height).</summary>
    public long MaxPixels { get; set; } = 8192L * 8192;

    /// <summary>Most streams of one file.</summary>
    public int MaxStreams { get; set; } = 64;

    /// <summary>Most bytes held while frames and sound wait for one another.</summary>
    public long MaxSkewBytes { get; set; } = 512L << 20;

    /// <summary>Decoder threads of one FFmpeg process.</summary>
    public int DecoderThreads { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Open files of one FFmpeg process.</summary>
    public int MaxOpenFiles { get; set; } = 64;

    /// <summary>Processes and threads of the user that FFmpeg runs as.</summary>
    public int MaxProcesses { get; set; } = 4096;

    /// <summary>Most bytes of one query part.</summary>
    public long MaxScratchBytes { get; set; } = 64L << 20;
}
