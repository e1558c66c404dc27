namespace Triad.Inference.Packages;

/// <summary>A package inside of another.</summary>
/// <param name="Name">Its folder below <c>members</c>; with the outer one's before it where that is a member too.</param>
/// <param name="Id">The id that it has by itself.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Space">The space of its vectors.</param>
/// <param name="Licence">Licence of its weights.</param>
/// <param name="Origin">Where they come from.</param>
public sealed record InspectedMember(string Name, string Id, string Kind, string Space, string Licence, string Origin);
