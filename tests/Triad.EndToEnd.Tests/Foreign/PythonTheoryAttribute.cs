namespace Triad.EndToEnd.Tests.Foreign;

/// <summary>A theory that needs Python with grpcio.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonTheoryAttribute : TheoryAttribute
{
    /// <summary>Makes it, skipped where there is none.</summary>
    public PythonTheoryAttribute() => Skip = ForeignClient.Python.Missing;
}
