namespace Triad.Media.Sandbox;

/// <summary>A program to run on one file.</summary>
/// <param name="Program">Absolute path of the program.</param>
/// <param name="InputPath">Absolute path of the only file that it may read.</param>
/// <param name="Arguments">Makes the arguments of the path under which the program sees the file.</param>
/// <param name="Outputs">How many output streams: 1 (descriptor 1) or 2 (descriptors 1 and 3).</param>
/// <param name="Limits">What the program may use.</param>
internal sealed record SandboxJob(
    string Program,
    string InputPath,
    Func<string, IReadOnlyList<string>> Arguments,
    int Outputs,
    ProcessLimits Limits);
