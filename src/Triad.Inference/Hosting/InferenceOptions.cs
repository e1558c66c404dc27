using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Hosting;

/// <summary>Settings of the embedding part, section <see cref="Section"/>.</summary>
public sealed record InferenceOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Triad:Inference";

    /// <summary>The folder whose folders are model packages.</summary>
    public string ModelsFolder { get; set; } = "models";

    /// <summary>Tokens that one item may have over all of its parts; 1 to 65536. A token is a word, or about a second of media.</summary>
    public int MaxTokensPerItem { get; set; } = 2048;

    /// <summary>
    /// Memory in mebibytes that each package may keep soft tokens of pictures and sound in, so that equal ones are looked at once; 0 to
    /// 65536.
    /// </summary>
    public int SoftTokenMebibytes { get; set; } = 64;

    /// <summary>Longest media that is decoded for a model; 1 s to 7 days.</summary>
    public TimeSpan LongestMedia { get; set; } = TimeSpan.FromHours(6);

    /// <summary>Which packages are loaded at a time.</summary>
    public PackageMemoryOptions Packages { get; set; } = new();

    /// <summary>How graphs run.</summary>
    public OnnxOptions Onnx { get; set; } = new();

    /// <summary>How work is queued and batched.</summary>
    public SchedulingOptions Scheduling { get; set; } = new();

    /// <summary>How many batches run at once on a device.</summary>
    internal int ExecutorsOn(OnnxDevice device) => Scheduling.Executors > 0
        ? Scheduling.Executors
        : device == OnnxDevice.Cuda ? 2 : Math.Max(1, Environment.ProcessorCount / Math.Max(1, Onnx.IntraOpThreads));
}
