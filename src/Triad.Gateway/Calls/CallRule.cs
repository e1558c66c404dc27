namespace Triad.Gateway.Calls;

/// <summary>Who may make a call, and whether this version implements it.</summary>
/// <param name="Scopes">Any one of these is enough; none: no key is needed.</param>
/// <param name="IsImplemented">False: the call answers UNIMPLEMENTED by name, after authentication.</param>
internal sealed record CallRule(CallScopes Scopes, bool IsImplemented = true)
{
    /// <summary>True where the call changes nothing, so that the platform itself may ask again what a process took with it that died.</summary>
    public bool IsRead { get; init; }

    /// <summary>True where its answers count as bytes sent to the tenant, and are refused when those are used up.</summary>
    public bool SpendsBytes { get; init; }

    /// <summary>Anybody may call.</summary>
    public bool IsOpen => Scopes == CallScopes.None;

    /// <summary>True where a key with these scopes may call.</summary>
    public bool Allows(CallScopes held) => (Scopes & held) != CallScopes.None;
}
