namespace Triad.Media.Sandbox;

/// <summary>Which layers of the sandbox work on this machine, as tried at start-up.</summary>
/// <param name="Working">The layers that every FFmpeg process runs in.</param>
/// <param name="Missing">The layers that are not there, with cause and remedy.</param>
public sealed record SandboxReport(IReadOnlyList<SandboxLayer> Working, IReadOnlyList<SandboxGap> Missing)
{
    /// <summary>True where nothing is missing.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>One line a missing layer; empty where the sandbox is complete.</summary>
    public string Describe() =>
        string.Join(Environment.NewLine, Missing.Select(gap => $"{gap.Layer} is missing: {gap.Cause} {gap.Remedy}"));
}
