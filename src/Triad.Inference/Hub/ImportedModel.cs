namespace Triad.Inference.Hub;

/// <summary>A package that was written.</summary>
/// <param name="Package">Its folder.</param>
/// <param name="Id">Its id.</param>
/// <param name="Family">The family that it was recognised as.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Space">The space of its vectors.</param>
/// <param name="Bytes">The size of all of its files.</param>
/// <param name="Licence">The licence that its README states.</param>
public sealed record ImportedModel(string Package, string Id, string Family, string Kind, string Space, long Bytes, string Licence);
