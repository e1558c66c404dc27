using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Triad.Core.Settings;

namespace Triad.Server.Receipts;

/// <summary>Looks at the given key file at start.</summary>
internal sealed class ReceiptOptionsValidator : IValidateOptions<ReceiptOptions>
{
    public ValidateOptionsResult Validate(string? name, ReceiptOptions options)
    {
        var problems = new SettingProblems(ReceiptOptions.Section);
        if (options.KeyFile is { } file)
        {
            try
            {
                using var key = SigningKeyFile.Read(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problems.Add(nameof(options.KeyFile), file, $"{exception.Message} Give the path of a file that can be read.");
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException)
            {
                problems.Add(nameof(options.KeyFile), file, "Put a PEM private key on the curve P-256 into the file (openssl ecparam -name prime256v1 -genkey).");
            }
        }

        return problems.Found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems.Found);
    }
}
