internal import Metadata
