namespace Triad.Testing.Tenants;

/// <summary>How the values of one kind are found.</summary>
/// <param name="Values">The owner's value, and one that nobody has, for a call; null where the platform has no such thing yet.</param>
/// <param name="BroughtBy">A word in the names of the calls that bring the kind; null where it is there.</param>
internal sealed record IdentityRule(Func<OwnerData, string, IdentityPair>? Values, string? BroughtBy = null)
{
    /// <summary>A kind that calls of a later version bring.</summary>
    /// <param name="word">A word in their names.</param>
    public static IdentityRule NotYet(string word) => new(null, word);
}
