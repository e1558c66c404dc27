using Google.Protobuf;

namespace Triad.Testing.Tenants;

/// <summary>How a call is made so that its owner gets an answer.</summary>
/// <param name="Key">Whose key it needs.</param>
/// <param name="Requests">The messages, about the owner's data.</param>
/// <param name="Changes">True where the owner's own call would change its data.</param>
internal sealed record CallRecipe(CallKey Key, Func<OwnerData, IMessage[]> Requests, bool Changes = false);
