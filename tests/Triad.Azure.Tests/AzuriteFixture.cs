using Triad.Testing.Azure;

namespace Triad.Azure.Tests;

/// <summary>One emulator for the tests of a collection, where it is installed.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _process;

    /// <summary>The emulator; where it is not installed, the test that asks for it is skipped.</summary>
    public AzuriteProcess Process
    {
        get
        {
            Azurite.SkipWhereMissing();
            return _process!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Azurite.IsHere)
            _process = await AzuriteProcess.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
