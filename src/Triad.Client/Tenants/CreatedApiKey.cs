namespace Triad.Client;

/// <summary>A new API key with its secret, which is shown here and never again.</summary>
/// <param name="Info">What is known about the key.</param>
/// <param name="Key">The whole key, <c>tk_…</c>: what <see cref="TriadClientOptions.ApiKey"/> takes.</param>
public sealed record CreatedApiKey(ApiKey Info, string Key)
{
    /// <summary>The key's id; not its secret, so that the record can be logged.</summary>
    public override string ToString() => $"API key {Info.Id}";
}
