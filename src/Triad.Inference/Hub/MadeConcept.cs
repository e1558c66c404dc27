namespace Triad.Inference.Hub;

/// <summary>A concept package that was made.</summary>
/// <param name="Package">Its folder.</param>
/// <param name="Id">Its id.</param>
/// <param name="Space">The space of its vectors.</param>
/// <param name="Classes">The classes of its classifier.</param>
/// <param name="Dimension">Numbers in a vector.</param>
/// <param name="Bytes">The size of all of its files.</param>
/// <param name="Licence">The licences of its parts.</param>
public sealed record MadeConcept(string Package, string Id, string Space, int Classes, int Dimension, long Bytes, string Licence);
