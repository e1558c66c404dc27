using System.Text.RegularExpressions;
using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Checks the settings when the silo starts.</summary>
public partial class AzureBlobStorageOptionsValidator(AzureBlobStorageOptions options, string name) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (options.BlobServiceClient is null)
            throw new OrleansConfigurationException($"No credentials specified. Set {nameof(AzureBlobStorageOptions)}.{nameof(options.BlobServiceClient)}.");
        if (!ContainerForm().IsMatch(options.ContainerName))
            throw new OrleansConfigurationException(
                $"Configuration for AzureBlobStorageOptions {name} is invalid. {nameof(options.ContainerName)} '{options.ContainerName}' is not valid");
    }

    [GeneratedRegex(@"\A(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex ContainerForm();
}
