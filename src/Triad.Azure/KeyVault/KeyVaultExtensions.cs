using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Triad.Core.Encryption;

namespace Triad.Azure.KeyVault;

/// <summary>Registers key-encryption keys in an Azure Key Vault.</summary>
public static class KeyVaultExtensions
{
    /// <summary>Adds <see cref="IKeyProvider"/> over a secret of a vault. Settings come from the section <see cref="KeyVaultOptions.Section"/>.</summary>
    public static IServiceCollection AddTriadKeyVault(this IServiceCollection services)
    {
        services.AddOptions<KeyVaultOptions>().BindConfiguration(KeyVaultOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KeyVaultOptions>, KeyVaultOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => KeyVaultKeyProvider.Connect(
            provider.GetRequiredService<IOptions<KeyVaultOptions>>().Value, new DefaultAzureCredential()));
        services.TryAddSingleton<IKeyProvider, KeyVaultKeyProvider>();
        return services;
    }
}
