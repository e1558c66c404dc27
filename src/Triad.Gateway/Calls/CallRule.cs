namespace Triad.Gateway.Calls;

/// <summary>Who may make a call, and whether this version implements it.</summary>
/// <param name="Scopes">Any one of these is enough; none: no key is needed.</param>
/// <param name="IsImplemented">False: the call answers UNIMPLEMENTED by name, after authentication.</param>
internal sealed record CallRule(CallScopes Scopes, bool IsImplemented = true)
{
    /// <summary>Anybody may call.</summary>
    public bool IsOpen => Scopes == CallScopes.None;

    /// <summary>True where a key with these scopes may call.</summary>
    public bool Allows(CallScopes held) => (Scopes & held) != CallScopes.None;
}
