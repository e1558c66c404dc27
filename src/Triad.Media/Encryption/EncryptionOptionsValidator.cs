using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Media.Encryption;

/// <summary>Checks the settings and names every one that is wrong, with the remedy.</summary>
internal sealed class EncryptionOptionsValidator : IValidateOptions<EncryptionOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EncryptionOptions options)
    {
        var problems = new SettingProblems(EncryptionOptions.Section);
        problems.Required(options.KeyFile, "Name a file that only the service can read.");
        problems.Required(options.PlainFolder, "Name a folder that only the service can read.");
        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
