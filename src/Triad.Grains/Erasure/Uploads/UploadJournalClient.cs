using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Triad.Grains.Erasure.Uploads;

/// <summary>Reaches the service of one silo.</summary>
internal sealed class UploadJournalClient(IServiceProvider services) : GrainServiceClient<IUploadJournalService>(services)
{
    public IUploadJournalService On(SiloAddress silo) => GetGrainService(silo);
}
