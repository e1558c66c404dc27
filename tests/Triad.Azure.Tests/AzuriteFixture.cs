using Triad.Testing.Azure;

namespace Triad.Azure.Tests;

/// <summary>One emulator for the tests of a collection, where it is installed.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _process;

    public AzuriteProcess Process => _process ?? throw new InvalidOperationException(Azurite.WhyMissing);

    public async Task InitializeAsync()
    {
        if (Azurite.WhyMissing is null)
            _process = await AzuriteProcess.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
