namespace Triad.EndToEnd.Tests.Foreign;

/// <summary>A theory that needs Node.js with its gRPC client.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    /// <summary>Makes it, skipped where there is none.</summary>
    public NodeTheoryAttribute() => Skip = ForeignClient.Node.Missing;
}
