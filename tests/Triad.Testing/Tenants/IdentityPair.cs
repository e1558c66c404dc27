namespace Triad.Testing.Tenants;

/// <summary>A value of the owner's, and one of the same form and length that nobody has.</summary>
internal sealed record IdentityPair(string Owned, string Missing)
{
    /// <summary>For an id that is a name: its last letter is another.</summary>
    public static IdentityPair OfName(string owned) => new(owned, owned[..^1] + (owned[^1] == '9' ? '8' : '9'));

    /// <summary>For a signed token: a letter in its middle is another. The first ones are the expiry, and a change there would be another mistake.</summary>
    public static IdentityPair OfToken(string owned)
    {
        Assert.NotEqual(string.Empty, owned);
        var at = owned.Length / 2;
        return new(owned, owned[..at] + (owned[at] == 'A' ? 'B' : 'A') + owned[(at + 1)..]);
    }
}
