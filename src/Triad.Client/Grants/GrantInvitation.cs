namespace Triad.Client;

/// <summary>What a tenant gives to the one that is to grant it something.</summary>
/// <param name="Token">Opaque; of use to the grantor that it names, and to nobody else.</param>
/// <param name="ExpireTime">Until when it can be used.</param>
public sealed record GrantInvitation(string Token, DateTimeOffset ExpireTime);
