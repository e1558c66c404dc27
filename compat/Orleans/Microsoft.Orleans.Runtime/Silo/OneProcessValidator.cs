namespace Orleans.Runtime;

/// <summary>Refuses settings that ask for more than one process.</summary>
internal sealed class OneProcessValidator(IConfiguration configuration, IOptions<OneProcessOptions> options) : IConfigurationValidator
{
    private static readonly string[] Allowed = ["Development", "Localhost", "InMemory"];

    public void ValidateConfiguration()
    {
        var provider = configuration["Orleans:Clustering:ProviderType"];
        if (!string.IsNullOrEmpty(provider) && !Allowed.Contains(provider, StringComparer.OrdinalIgnoreCase))
            throw Refusal($"Orleans:Clustering:ProviderType is \"{provider}\"");

        if (options.Value.PrimarySilo is { } primary)
            throw Refusal($"A primary silo, {primary}, is named for others to join");
    }

    private static OrleansConfigurationException Refusal(string setting) => new(
        $"{setting}, but this build runs on the one-process stand-in for Microsoft Orleans, which has no clustering. "
        + "Restore the real Microsoft.Orleans packages (`./triad feed --flavour public`), or take the setting out.");
}
