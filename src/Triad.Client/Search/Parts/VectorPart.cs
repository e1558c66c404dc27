namespace Triad.Client;

/// <summary>A vector of the tenant's space.</summary>
/// <param name="Values">As many finite numbers as the space has dimensions.</param>
/// <param name="Space">The space, <c>modelId@contentHash</c>.</param>
public sealed record VectorPart(IReadOnlyList<float> Values, string Space) : QueryPart
{
    private protected override void Fill(V1.Part part) => part.Vector = new V1.Vector { Values = { Values }, Space = Space };
}
