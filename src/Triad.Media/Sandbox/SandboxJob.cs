namespace Triad.Media.Sandbox;

/// <summary>A program to run on one file.</summary>
/// <param name="Program">Absolute path of the program.</param>
/// <param name="InputPath">Absolute path of the only file that it may read.</param>
/// <param name="Arguments">Makes the arguments of the path under which the program sees the file.</param>
/// <param name="Outputs">How many output streams; <see cref="DescriptorOf"/> tells the descriptor of each.</param>
/// <param name="Limits">What the program may use.</param>
internal sealed record SandboxJob(
    string Program,
    string InputPath,
    Func<string, IReadOnlyList<string>> Arguments,
    int Outputs,
    ProcessLimits Limits)
{
    /// <summary>True where it gets what others leave of the processor.</summary>
    public bool IsBackground { get; init; }

    /// <summary>
    /// The descriptor to which the program writes an output, counted from 0: 1, 3, and from 5 on; messages and the call filter have the
    /// others.
    /// </summary>
    public static int DescriptorOf(int output) => output switch
    {
        0 => 1,
        1 => 3,
        _ => output + 3,
    };
}
