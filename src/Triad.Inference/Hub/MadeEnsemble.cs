namespace Triad.Inference.Hub;

/// <summary>An ensemble that was made.</summary>
/// <param name="Package">Its folder.</param>
/// <param name="Id">Its id.</param>
/// <param name="Space">The space of its vectors.</param>
/// <param name="Bytes">The size of all of its files.</param>
/// <param name="Licence">The licences of its members.</param>
/// <param name="Representations">What it stores.</param>
public sealed record MadeEnsemble(
    string Package,
    string Id,
    string Space,
    long Bytes,
    string Licence,
    IReadOnlyList<string> Representations);
