internal import Names
