using Triad.Media.Sandbox;

namespace Triad.Media.Tests.Sandbox;

/// <summary>A theory about a layer of the sandbox; skipped where this machine's kernel or tools refuse the layer.</summary>
public sealed class LayerTheoryAttribute : TheoryAttribute
{
    public LayerTheoryAttribute(SandboxLayer layer) => Skip = MachineLayers.WhyMissing(layer);
}
