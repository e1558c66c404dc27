using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Azure.KeyVault;

/// <summary>Checks the settings and names every one that is wrong, with the remedy.</summary>
internal sealed partial class KeyVaultOptionsValidator : IValidateOptions<KeyVaultOptions>
{
    private const int MaxRetries = 10;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, KeyVaultOptions options)
    {
        var problems = new SettingProblems(KeyVaultOptions.Section);
        if (!Uri.TryCreate(options.VaultUri, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            problems.Add(nameof(options.VaultUri), options.VaultUri, "Set an address such as https://NAME.vault.azure.net.");
        if (!SecretForm().IsMatch(options.SecretName))
            problems.Add(nameof(options.SecretName), options.SecretName, "Set 1 to 127 letters, digits and hyphens.");
        problems.Within(options.NetworkTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        problems.Within(options.MaxRetries, 0, MaxRetries);
        problems.Within(options.AskAgainAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }

    [GeneratedRegex(@"\A[0-9a-zA-Z-]{1,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SecretForm();
}
